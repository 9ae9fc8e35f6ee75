/**
 * PDF.js lets go of some promises that then fail on damaged files, while what it was asked for succeeds; Node.js would end the process for them. From
 * now until the returned function is called they cost nothing.
 */
export function ignoreStrayRejections(): () => void {
  const ignore = () => {};
  process.on('unhandledRejection', ignore);
  // What fails in this turn of the event loop is told at its end.
  return () => setImmediate(() => process.off('unhandledRejection', ignore));
}
