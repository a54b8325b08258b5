/** A number with what it counts. */
type Amount = { readonly value: number; readonly unit: string; readonly kind: string };

/** Units that are mistaken for one another, by what they measure: in digits' company, before or after, English and Chinese. */
const UNITS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  money: {
    usd: String.raw`\$|us\$|dollars?|usd|美元|美金`,
    eur: String.raw`€|euros?|eur|欧元|歐元`,
    gbp: String.raw`£|pounds? sterling|gbp|英镑|英鎊`,
    cny: String.raw`yuan|rmb|renminbi|cny|元人民币|人民币|人民幣`,
    jpy: String.raw`yen|jpy|日元|日圆|日圓|円`,
    krw: String.raw`₩|won|韩元|韓元`,
    inr: String.raw`₹|rupees?|卢比|盧比`,
  },
  length: {
    mile: String.raw`miles?|英里|哩`,
    kilometre: String.raw`kilomet(?:er|re)s?|km|公里|千米`,
    metre: String.raw`met(?:er|re)s?|公尺|米`,
    foot: String.raw`feet|foot|ft|英尺|呎`,
    inch: String.raw`inch(?:es)?|英寸|吋`,
    centimetre: String.raw`centimet(?:er|re)s?|cm|厘米|公分`,
    millimetre: String.raw`millimet(?:er|re)s?|mm|毫米`,
  },
  mass: {
    pound: String.raw`pounds?|lbs?|磅`,
    kilogram: String.raw`kilo(?:gram)?s?|kg|公斤|千克`,
    gram: String.raw`grams?|克`,
    ounce: String.raw`ounces?|oz|盎司`,
    ton: String.raw`tons?|tonnes?|吨|噸`,
  },
  time: {
    second: String.raw`seconds?|秒`,
    millisecond: String.raw`milliseconds?|ms|毫秒`,
    minute: String.raw`minutes?|mins?|分钟|分鐘`,
    hour: String.raw`hours?|hrs?|小时|小時|钟头`,
    day: String.raw`days?|天`,
    week: String.raw`weeks?|周|週|星期|礼拜`,
    month: String.raw`months?|个月|個月`,
    year: String.raw`years?|年`,
  },
  temperature: {
    fahrenheit: String.raw`(?:degrees? )?fahrenheit|°f|华氏|華氏`,
    celsius: String.raw`(?:degrees? )?(?:celsius|centigrade)|°c|摄氏|攝氏`,
  },
  data: {
    kilobyte: 'kilobytes?|kb|千字节',
    megabyte: 'megabytes?|mb|兆字节',
    gigabyte: 'gigabytes?|gb',
    terabyte: 'terabytes?|tb',
  },
};

const NUMBER = String.raw`(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)`;
const ALL = Object.values(UNITS).flatMap((units) => Object.values(units));
const AFTER = new RegExp(String.raw`${NUMBER}[ -]?(?:多|餘|余)?(${ALL.join('|')})(?![a-z])`, 'giu');
const BEFORE = new RegExp(String.raw`(?<![\p{L}])(${ALL.join('|')})\s?${NUMBER}`, 'giu');
const EACH = Object.entries(UNITS).flatMap(([kind, units]) =>
  Object.entries(units).map(([unit, said]) => ({
    kind,
    unit,
    name: new RegExp(`^(?:${said})$`, 'iu'),
  })),
);

/** Amounts written in digits with a unit of a kind that has several. */
function amountsIn(text: string): Amount[] {
  if (!/\d/.test(text)) return [];
  return [
    ...Array.from(text.matchAll(AFTER), ([, digits, said]) => amountOf(digits, said)),
    ...Array.from(text.matchAll(BEFORE), ([, said, digits]) => amountOf(digits, said)),
  ].flat();
}

function amountOf(digits = '', said = ''): Amount[] {
  const value = Number(digits.replaceAll(',', ''));
  const found = EACH.find(({ name }) => name.test(said));
  return found === undefined ? [] : [{ kind: found.kind, unit: found.unit, value }];
}

/**
 * An amount of a text that its translation gives in another unit of the kind without another number: 214 dollars as
 * 214 yuan. `undefined` when there is none.
 */
export function wrongAmount(source: string, target: string): string | undefined {
  const said = amountsIn(source);
  if (said.length === 0) return undefined;
  const written = amountsIn(target);
  const wrong = said.find(({ kind, unit, value }) => {
    const alike = written.filter((each) => each.kind === kind && each.value === value);
    return alike.length > 0 && alike.every((each) => each.unit !== unit);
  });
  return wrong && `${wrong.value} ${wrong.unit}`;
}
