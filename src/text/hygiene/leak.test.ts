import { describe, expect, it } from 'vitest';

import { leakIn } from './leak.ts';

/** Answers in which the model talks about its own work, in the ways such text was seen in published subtitles. */
const LEAKED: readonly (readonly [source: string, target: string])[] = [
  ['So we have two processes here.', '这里有两个进程，使翻译更自然易懂。'],
  ['Okay, let us look at the next slide.', '好，来看下一页。（优化后的翻译）'],
  ['The key is stored in the header.', '以下是调整后的翻译：密钥存放在头部。'],
  [
    'That is what a hash function does.',
    '（注：此处采用意译，更符合中文习惯）这就是哈希函数的作用。',
  ],
  ['You need a quorum of nodes.', '译文：需要达到法定数量的节点。'],
  ['And then the block is added.', '然后区块就被加进去了。注：原文有误，已修正。'],
  ['It depends on the network.', '这取决于网络，这样表达更流畅。'],
  ['Any other questions?', '翻译如下：还有其他问题吗？'],
  ['We will see this later.', '润色后的译文：我们稍后会看到。'],
  ['It is a kind of ledger.', '它是一种账本。（为了让句子更通顺，省略了重复词）'],
  ['So please submit before Friday.', '请在周五前提交。（根据上下文翻译）'],
  ['This one is a public chain.', '这是一条公链，以便译文更加口语化。'],
  ['So um the miner gets a reward.', '矿工会得到奖励（此处省略语气词）。'],
  ['It is about trust.', '译者注：这里的 trust 指信任机制。关键在于信任。'],
  ['We call this a fork.', '我们把这叫分叉（直译为“叉子”）。'],
  ['There are two keys.', '根据语境，这里应译为：有两把密钥。'],
  ['He shows the diagram.', '修改后的句子：他展示了这张图。'],
  ['Let me explain the proof.', 'Here is the translation: 我来讲讲这个证明。'],
  ['It is not stored on chain.', 'Translation: 它并不存在链上。'],
  ['This will cost some gas.', '这会消耗一些 gas。(Note: "gas" is kept in English)'],
  ['Nodes keep a copy.', '节点保存一份副本，使语言更简洁明了。'],
  ['So the next topic is consensus.', '意译：下一个主题是共识。'],
  ['You can verify it yourself.', '你可以自己验证。以上是翻译结果，如需修改请告诉我。'],
  ['It has thirty two bytes.', '作为一个人工智能语言模型，我将其译为：它有 32 字节。'],
  ['The data are public.', '数据是公开的。希望这个翻译对您有帮助！'],
];

/** Good translations of talks about translation, notes, optimisation, languages and apologies. */
const INNOCENT: readonly (readonly [source: string, target: string])[] = [
  ['Machine translation has become much better.', '机器翻译已经好了很多。'],
  ['This makes the translation more natural.', '这让翻译更自然。'],
  ['Here is the translation of that sentence.', '以下是那句话的翻译。'],
  ['Note that the index starts at zero.', '注意，索引从零开始。'],
  ['Note: the exam is on Friday.', '注：考试在周五。'],
  ['Sorry, I cannot answer that question.', '抱歉，我无法回答这个问题。'],
  ["I'm sorry, we can't offer that course this year.", '很抱歉，今年我们不能提供这门课。'],
  ['The optimized version runs twice as fast.', '优化后的版本快了一倍。'],
  ['After tuning, the results look like this.', '调整后的结果是这样的。'],
  ['The compiler optimizes the code, so the loop disappears.', '编译器优化了代码，循环就消失了。'],
  ['Let me go back to my notes.', '我看一下我的笔记。'],
  ['Attention lets the decoder look at the context.', '注意力让解码器能看到上下文。'],
  ['Depending on the context, the word means something else.', '根据上下文，这个词有不同的意思。'],
  ['She edits the text so that it reads better.', '她修改文字，让句子读起来更顺。'],
  ['In the original paper they used two layers.', '原文中他们用了两层。'],
  ['As an AI company, we care about safety.', '作为一家 AI 公司，我们很看重安全。'],
  ['The ribosome translates RNA into protein.', '核糖体把 RNA 翻译成蛋白质。'],
  ['This is a better way to write the sentence.', '这是这句话更好的写法。'],
  ['We cannot help everybody.', '我们没办法帮助所有人。'],
  ['The interpreter runs the code line by line.', '解释器逐行运行代码。'],
  ['Clear language makes a talk easier to follow.', '语言清晰，演讲就更容易听懂。'],
  ['This gives the model more expressive power.', '这让模型的表达能力更强。'],
  ['The API (version 2) returns JSON.', 'API（第 2 版）返回 JSON。'],
  ['He apologized for the delay.', '他为延误道了歉。'],
  ['This is the second version of our product.', '这是我们产品的第二个版本。'],
  ['The context window is the number of tokens.', '上下文窗口（也就是上下文的 token 数）有限。'],
  ['In the fixed version nobody can log in twice.', '在修改后的版本里，没有人能登录两次。'],
  ['Rhymes make the words easier to remember.', '押韵让文字更好记。'],
  ['There is no way I could offer more.', '我不能提供更多了。'],
  ['I hope that this was helpful.', '希望对大家有帮助。'],
];

describe('leakIn', () => {
  it.each(LEAKED)('finds the remark in the answer to: %s', (source, target) => {
    expect(leakIn(source, target)).toBe('comment');
  });

  it.each(INNOCENT)('lets a good line be: %s', (source, target) => {
    expect(leakIn(source, target)).toBeUndefined();
  });

  it.each([
    ['The battery is full.', '抱歉，我无法翻译这段内容。'],
    ['They fight all night.', '对不起，我不能协助完成这个请求。'],
    ['Hit the target.', "I'm sorry, but I can't assist with that."],
    ['Kill the process.', 'I cannot help with this request.'],
    ['我们开始吧。', "I'm sorry, but I don't see any subtitle content. Please provide the text."],
    ['Okay, next slide.', 'Lo siento, pero no puedo traducir este contenido.'],
    ['Okay, next slide.', 'Je suis désolé, mais je ne peux pas vous aider avec cela.'],
    ['Okay, next slide.', 'Es tut mir leid, aber ich kann dabei nicht helfen.'],
    ['Okay, next slide.', 'Desculpe, mas não posso ajudar com isso.'],
    ['Okay, next slide.', 'Извините, но я не могу перевести этот текст.'],
    ['Okay, next slide.', '申し訳ありませんが、この内容は翻訳できません。'],
    ['Okay, next slide.', '죄송합니다만, 이 내용은 번역할 수 없습니다.'],
    ['Okay, next slide.', '请提供需要翻译的文本。'],
    ['Okay, next slide.', 'Por favor, proporcione el texto que desea traducir.'],
    ['好的，下一页。', 'Hello! How can I assist you today?'],
  ])('tells a refusal: %s', (source, target) => {
    expect(leakIn(source, target)).toBe('refused');
  });

  it.each([
    ['It is about trust.', 'Aquí está la traducción: se trata de la confianza.'],
    ['It is about trust.', 'Voici la traduction : il s’agit de confiance.'],
    ['It is about trust.', 'Hier ist die Übersetzung: Es geht um Vertrauen.'],
    ['It is about trust.', 'Es geht um Vertrauen. (Anm. d. Ü.: im Original "trust")'],
    ['It is about trust.', 'Se trata de la confianza. Let me know if you need anything else!'],
    ['It is about trust.', '这关乎信任。如有问题请告诉我。'],
    ['It is about trust.', 'It also seems exchanged with its neighbour.'],
    ['It is about trust.', 'The number 12 is missing or wrong.'],
  ])('tells a remark in any language: %s, %s', (source, target) => {
    expect(leakIn(source, target)).toBe('comment');
  });

  it.each([
    [
      'I am sorry, we cannot translate this book in time.',
      'Lo siento, no podemos traducir este libro a tiempo.',
    ],
    ['Unfortunately I am not able to help you there.', 'Leider kann ich Ihnen da nicht helfen.'],
    ['Please send me the text by Friday.', 'Por favor, envíame el texto antes del viernes.'],
    ['Please provide the text of your question.', '请提供问题的文字。'],
    ['Let me know if you have questions.', '如果有问题请告诉我。'],
    ['How can I help you? the machine asks.', '机器问：有什么可以帮您？'],
    ['すみません、それはできません。', "I'm sorry, I can't help with that."],
    ['The translation was made in 1820.', 'La traducción se hizo en 1820.'],
  ])('lets people say so: %s', (source, target) => {
    expect(leakIn(source, target)).toBeUndefined();
  });

  it('notices that the request was repeated', () => {
    const echo = 'Translate these 20 lines into Simplified Chinese, IDs 1 to 20:';
    expect(leakIn('Good morning.', echo)).toBe('comment');
    expect(leakIn('请翻译这个句子。', 'Translate this sentence, please.')).toBeUndefined();
  });
});

it('lets refusals be that were said in Chinese', () => {
  expect(leakIn('我帮不了你。', "I can't help you.")).toBeUndefined();
  expect(leakIn('不好意思，这个不卖。', "I'm sorry, we don't provide this one.")).toBeUndefined();
});
