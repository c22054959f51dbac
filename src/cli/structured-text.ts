/** A value as `-o json` or `-o yaml` prints it; YAML's library is loaded only for YAML. */
export async function structuredText(value: object, format: 'json' | 'yaml'): Promise<string> {
  if (format === 'json') return `${JSON.stringify(value, undefined, 2)}\n`
  const {stringify} = await import('yaml')
  return stringify(value, {lineWidth: 0, aliasDuplicateObjects: false})
}
