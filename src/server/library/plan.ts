import type { Plan } from '../../app/talks/plan/plan.ts';
import type { InterfaceLanguage, Obstacle } from '../../base/errors.ts';
import type { PlanAnswer } from '../contract.ts';
import { problemOf } from './problem.ts';

/** A plan as the page shows it. */
export function planAnswer(plan: Plan, language: InterfaceLanguage): PlanAnswer {
  const { estimate, hearing, lacksModel, lacksProgram } = plan;
  const said = (obstacle: Obstacle | undefined) => obstacle && problemOf(obstacle, language);
  return {
    title: plan.title,
    language: plan.language,
    target: plan.target,
    duration: plan.duration,
    model: plan.model,
    lacksModel: said(lacksModel),
    speech: hearing?.by,
    lacksSpeech: said(hearing?.lacksSpeech),
    lacksProgram: said(lacksProgram),
    translation: plan.translation !== undefined,
    note: plan.note !== undefined,
    ...(estimate && {
      requests: estimate.requests,
      tokens: estimate.inputTokens + estimate.outputTokens,
      seconds: estimate.seconds,
      cost: estimate.cost,
    }),
    isGuess: plan.isGuess ?? false,
    isFinished: plan.isFinished,
  };
}
