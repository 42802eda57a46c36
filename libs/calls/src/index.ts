export * from './application/calls.js';
export * from './application/instant-input.js';
export { OpenWave, openWaveInput } from './application/open-wave/open-wave.js';
export { proposeInput, ProposeWaves } from './application/propose-waves/propose-waves.js';
export {
  type CheckedDefinition,
  type Publication,
  PublishCall,
  publishInput,
} from './application/publish-call/publish-call.js';
export { ProlongWave, prolongWaveInput } from './application/prolong-wave/prolong-wave.js';
export { answerInput, AnswerQuestion } from './application/questions/answer-question.js';
export { listWavesInput, wavePage } from './application/list-waves/list-waves.js';
export * from './application/wave.js';
export { AmountsInWords, GridInWords, OpinionsInWords, PiecesInWords } from './http/pages/call-in-words.js';
export { FormInWords } from './http/pages/form-in-words.js';
export { Prose } from './http/pages/prose.js';
export { timeLeftInWords, WaveBadge, whenInWords } from './http/pages/wave-words.js';
export { statusOf as waveStatus, type WaveStatus } from './http/present.js';
export { callVersions, listCalls } from './infrastructure/call-rows.js';
export { prolongationsOf, type RecordedProlongation } from './infrastructure/prolongation-rows.js';
export { allQuestions, readQuestion, type Question } from './infrastructure/question-rows.js';
export * from './calls.module.js';
export * from './domain/answers.js';
export * from './domain/calendar-dates.js';
export * from './domain/completeness.js';
export * from './domain/conditions.js';
export * from './domain/definition/amounts.js';
export * from './domain/definition/calendar.js';
export * from './domain/definition/condition.js';
export * from './domain/definition/definition.js';
export * from './domain/definition/field.js';
export * from './domain/definition/primitives.js';
export * from './domain/definition/selection.js';
export * from './domain/definition/texts.js';
export * from './domain/field-values.js';
export * from './domain/fill-text.js';
export * from './domain/form.js';
export * from './domain/load.js';
export * from './domain/time-left.js';
export * from './domain/versions.js';
export * from './domain/waves.js';
