/** Whether a file's name, in lower case, is of a form in which `*` stands for any characters. */
export function isNamed(name: string, form: string): boolean {
  const [head = '', ...rest] = form.split('*');
  if (rest.length === 0) return name === form;
  const tail = rest.pop() ?? '';
  if (!name.startsWith(head) || !name.endsWith(tail)) return false;
  const last = name.length - tail.length;
  let at = head.length;
  for (const piece of rest) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= last;
}

/** The last step of a path, in lower case. */
export function plainFileName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).toLowerCase();
}
