import {plainYaml} from './plain-yaml.ts'

/** An object as `kubectl create --dry-run=client -o json` or `-o yaml` prints it, so that the two can be compared. */
export async function manifestText(object: object, format: 'json' | 'yaml'): Promise<string> {
  if (format === 'json') return `${JSON.stringify(object, undefined, 4)}\n`
  const plain = plainYaml(object)
  if (plain !== undefined) return plain
  const {stringify} = await import('yaml')
  // sigs.k8s.io/yaml sorts members and writes YAML 1.1, where "yes" and "on" are booleans and need quotes.
  return stringify(object, {
    version: '1.1',
    sortMapEntries: true,
    lineWidth: 0,
    indentSeq: false,
    aliasDuplicateObjects: false,
  })
}
