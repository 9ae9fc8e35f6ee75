import type { Confidence } from '../finding.ts';
import { cuesAgainst } from './cues-against.ts';
import { positionOf } from './position.ts';
import { AFTER_COMMA, FRAMES, type Proposal, type Tie } from './proposal.ts';
import type { Reason } from './reason.ts';
import type { Scene } from './scene.ts';
import { type FormedShape, formOf } from './value-form.ts';

/** What a proposal comes to. */
export interface Verdict {
  readonly score: number;
  readonly confidence: Confidence;
  readonly reasons: readonly string[];
}

const LEVELS: readonly (readonly [number, Confidence])[] = [
  [4.5, 'high'],
  [3.2, 'medium'],
  [2.4, 'low'],
];

/** What a score must come to before it is rounded, and the most that position and spelling add. */
const LEAST = 2.39;
const MOST_ADDED = 2;

const TIES: Readonly<Record<Tie, number>> = {
  direct: 0,
  'credential near': 0.8,
  subject: 0.6,
  'topic near': 0.3,
  none: -0.9,
};

/** Adds up what speaks for and against a proposal; null where it is no credential. */
export function weigh(proposal: Proposal, scene: Scene): Verdict | null {
  if (isGroundless(proposal, scene)) return null;
  const shape = formOf(proposal, scene);
  if (!shape || isBelow(shape, proposal, scene) || isLoosePair(proposal, shape, scene)) return null;
  const held: readonly Reason[] = [
    [FRAMES[proposal.frame].weight, FRAMES[proposal.frame].says],
    [shape.weight, `looks like: ${shape.name}`],
    [TIES[proposal.tie], `tie: ${proposal.tie}`],
    ...proposal.extra,
  ];
  if (sumOf(held) + MOST_ADDED < LEAST) return null;
  const reasons = [...held, ...positionOf(proposal, shape, scene), ...cuesAgainst(proposal, shape, scene)];
  const score = Math.round(100 * sumOf(reasons)) / 100;
  const level = LEVELS.find(([least]) => score >= least)?.[1];
  if (!level) return null;
  const ceiling = ceilingOf(proposal, shape, scene);
  const confidence = ORDER.indexOf(level) > ORDER.indexOf(ceiling) ? ceiling : level;
  return { score, confidence, reasons: reasons.filter(([weight]) => weight !== 0).map(([, says]) => says) };
}

/** Whether a value looks like less than its word accepts; in a column of a few rows, or beside an account, any may be one. */
const isBelow = ({ weight }: FormedShape, { words, frame, extra }: Proposal, { brief }: Scene): boolean =>
  weight < words.floor && !(brief && weight >= 0 && (frame === 'column' || (frame === 'adjacent' && extra.length > 0)));

/** Frames that hold a value only by its look. */
const BY_LOOK: ReadonlySet<string> = new Set([
  'described',
  'loose',
  'lone-line',
  'lone-clause',
  'hinted',
  'paired',
  'mentioned',
]);
/** Those that hold it even where nothing speaks of credentials. */
const UNTIED: ReadonlySet<string> = new Set(['paired', 'hinted', 'lone-line', 'mentioned']);
/** Longer runs that nothing names are ids, signatures and encoded data. */
const LONGEST_BY_LOOK = 32;
/** Recovery keys have eight groups of six digits. */
const LONGEST_CODE = 64;

/** Whether nothing but its look speaks for a value: such a one is left out. */
function isGroundless({ slot, frame, tie, words }: Proposal, { brief }: Scene): boolean {
  if (!BY_LOOK.has(frame)) return (frame === 'introduced' || frame === 'corrected') && tie === 'none' && !brief;
  if (slot.end - slot.start > (words.value === 'code' ? LONGEST_CODE : LONGEST_BY_LOOK)) return true;
  if (tie === 'none') return !brief || !UNTIED.has(frame);
  return tie === 'topic near' && !brief && frame !== 'paired';
}

/** Whether two words stand beside each other in a long text, with a topic near and no more. */
const isLoosePair = ({ frame, tie }: Proposal, { weight }: FormedShape, { brief }: Scene): boolean =>
  frame === 'paired' && tie === 'topic near' && !brief && weight < 1.8;

const ORDER: readonly Confidence[] = ['low', 'medium', 'high'];

/** The most that a proposal can come to, however it adds up: what only stands there is no statement. */
function ceilingOf(proposal: Proposal, shape: FormedShape, scene: Scene): Confidence {
  const { frame, tie, asked, extra } = proposal;
  if (frame === 'mentioned' || frame === 'guessed' || frame === 'told' || isGuess(proposal, shape, scene)) return 'low';
  if (frame === 'usual' && extra.length === 0) return 'low';
  if (frame === 'listed' && tie !== 'credential near') return 'medium';
  if (shape.weight < proposal.words.floor) return 'low';
  if (!BY_LOOK.has(frame)) return extra.some(([, says]) => says === AFTER_COMMA) ? 'medium' : 'high';
  if (scene.setting.isBulk()) return 'low';
  if (frame === 'paired')
    return tie === 'credential near' && shape.weight >= 1.8 && extra.length > 0 ? 'high' : 'medium';
  return asked ? 'high' : 'medium';
}

/** Longest text in which a value alone and a topic may be the whole message. */
const FEW_WORDS = 250;

/** Whether little but its look speaks for a value: such a one is never above low. */
function isGuess({ tie, frame, extra }: Proposal, shape: FormedShape, { brief, setting }: Scene): boolean {
  if (tie === 'none')
    return shape.weight < 2.5 || !(frame === 'introduced' || (frame === 'paired' && extra.length > 0)) || !brief;
  if (tie !== 'topic near' || !BY_LOOK.has(frame)) return false;
  if (!brief || frame === 'loose') return frame !== 'paired' || shape.weight < 1.8;
  if (frame === 'lone-clause' || frame === 'lone-line')
    return shape.weight < 2.5 || setting.length > FEW_WORDS || !setting.isMail;
  return shape.weight < 1.8 && frame !== 'paired';
}

const sumOf = (reasons: readonly Reason[]): number => reasons.reduce((sum, [weight]) => sum + weight, 0);
