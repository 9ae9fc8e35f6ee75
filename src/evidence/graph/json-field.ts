/** A JSON object as parsed: every value is unknown and attacker-controlled. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a parsed value is an object, not a list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A field by its name as Graph writes it (`toRecipients`), or as PowerShell's ConvertTo-Json does for the same object (`ToRecipients`); undefined where
 * there is neither.
 */
export function field(object: JsonObject, name: string): unknown {
  if (Object.hasOwn(object, name)) return object[name];
  const pascal = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return Object.hasOwn(object, pascal) ? object[pascal] : undefined;
}

/** A field that is a text with something in it, else null. */
export function textField(object: JsonObject, name: string): string | null {
  const value = field(object, name);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A field that is an object, else one without fields. */
export function objectField(object: JsonObject, name: string): JsonObject {
  const value = field(object, name);
  return isJsonObject(value) ? value : {};
}

/** The objects of a field that is a list. */
export function listField(object: JsonObject, name: string): readonly JsonObject[] {
  const value = field(object, name);
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
