export { type Literal, SHORTEST_LITERAL } from './literal.ts';
export { buildLiteralMatcher, type LiteralMatcher } from './literal-matcher.ts';
