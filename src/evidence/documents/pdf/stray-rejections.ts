const ignore = () => {};
let readings = 0;

/**
 * PDF.js lets go of some promises that then fail on damaged files, while what it was asked for succeeds; Node.js would end the process for them. From
 * now until the returned function is called they cost nothing.
 */
export function ignoreStrayRejections(): () => void {
  if (readings === 0) process.on('unhandledRejection', ignore);
  readings += 1;
  // What fails in this turn of the event loop is told at its end.
  return () => setImmediate(heedAgain);
}

function heedAgain(): void {
  readings -= 1;
  if (readings === 0) process.off('unhandledRejection', ignore);
}
