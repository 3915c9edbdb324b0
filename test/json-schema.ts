/** Holds a value against a JSON Schema: as much of draft 2020-12 as ours use, and a throw at anything else in a schema. */
type Schema = Readonly<Record<string, unknown>>;

const KNOWN = new Set(
  '$schema $id $defs $ref title description type const enum oneOf required properties items pattern maxLength maxItems'.split(
    ' ',
  ),
);

/** One sentence a fault. */
export function faultsOf(value: unknown, schema: Schema, root: Schema = schema, place = '$'): string[] {
  const strange = Object.keys(schema).filter((word) => !KNOWN.has(word));
  if (strange.length > 0) throw new Error(`this checker does not know ${strange.join(', ')}`);
  const { $ref: ref, type, enum: options, oneOf, required, properties, items, pattern, maxLength, maxItems } = schema;
  const faults: string[] = [];
  if (typeof ref === 'string') faults.push(...faultsOf(value, resolve(ref, root), root, place));
  if (type !== undefined && ![type].flat().includes(typeOf(value))) faults.push(`${place} is of type ${typeOf(value)}`);
  if ('const' in schema && value !== schema['const']) faults.push(`${place} is not ${JSON.stringify(schema['const'])}`);
  if (Array.isArray(options) && !options.includes(value)) faults.push(`${place} is none of ${options.join(', ')}`);
  if (typeof pattern === 'string' && typeof value === 'string' && !new RegExp(pattern, 'u').test(value))
    faults.push(`${place} is not like ${pattern}`);
  if (typeof maxLength === 'number' && typeof value === 'string' && Array.from(value).length > maxLength)
    faults.push(`${place} is longer than ${maxLength}`);
  if (Array.isArray(oneOf)) {
    const fits = (oneOf as Schema[]).filter((each) => faultsOf(value, each, root, place).length === 0);
    if (fits.length !== 1) faults.push(`${place} fits ${fits.length} of ${oneOf.length}`);
  }
  if (isObject(value)) {
    for (const name of Array.isArray(required) ? (required as string[]) : [])
      if (!(name in value)) faults.push(`${place} lacks ${name}`);
    for (const [name, each] of Object.entries(isObject(properties) ? properties : {}))
      if (name in value) faults.push(...faultsOf(value[name], each as Schema, root, `${place}.${name}`));
  }
  if (Array.isArray(value)) {
    if (typeof maxItems === 'number' && value.length > maxItems)
      faults.push(`${place} has more than ${maxItems} items`);
    if (isObject(items))
      faults.push(...value.flatMap((each: unknown, at) => faultsOf(each, items, root, `${place}[${at}]`)));
  }
  return faults;
}

/** Keys of an object that the schema does not describe. */
export function undescribed(value: object, schema: Schema): string[] {
  const { properties } = schema;
  return Object.keys(value).filter((name) => !(isObject(properties) && name in properties));
}

export function resolve(ref: string, root: Schema): Schema {
  const found = ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), root);
  if (!isObject(found)) throw new Error(`the schema has no ${ref}`);
  return found;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
