import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {commandList} from '../../src/commands/command-list.ts'

/** What our reading of the command line goes by (`src/cli/parse-arguments.ts`), and what help shows. */
const heeded = ['name', 'type', 'parse', 'input', 'char', 'aliases', 'options', 'multiple', 'required', 'default']
const rules = ['exclusive', 'dependsOn', 'exactlyOne']
const shown = ['description', 'summary', 'helpGroup', 'helpValue', 'helpLabel', 'hidden']

for (const [id, load] of Object.entries(commandList)) {
  describe(id, () => {
    test('declares nothing that is not heeded', async () => {
      const {flags} = await load()
      for (const [name, flag] of Object.entries(flags)) {
        const set = Object.entries(flag).flatMap(([key, value]) =>
          value === undefined || value === false ? [] : [key],
        )
        assert.deepEqual(
          set.filter((key) => ![...heeded, ...rules, ...shown].includes(key)),
          [],
          `--${name}`,
        )
        assert.notEqual(typeof flag.default, 'function', `--${name}`)
      }
    })

    test('shows three examples or more, each of a call that it takes', async () => {
      const {examples = []} = await load()
      assert.ok(examples.length >= 3)
      // A group shows calls of its commands.
      const group = Object.entries(commandList).filter(([other]) => other === id || other.startsWith(`${id}:`))
      const flags = (await Promise.all(group.map(([, each]) => each()))).flatMap((each) => Object.entries(each.flags))
      const known = flags.flatMap(([name, {char, aliases = []}]) => [
        ...[name, ...aliases].map((long) => `--${long}`),
        ...(char ? [`-${char}`] : []),
      ])
      for (const example of examples) {
        const words = String(example)
          .split(`kubectl imagecreds ${id.replace(':', ' ')}`)
          .at(1)
          ?.split(/ [|<>] /)[0]
        assert.ok(words !== undefined, String(example))
        const given = words.match(/(?<= )--?[a-z][\w-]*/gi) ?? []
        assert.deepEqual(
          given.filter((flag) => !known.includes(flag)),
          [],
          String(example),
        )
      }
    })

    test('calls each flag by a name of its own, and speaks of no flag that it has not', async () => {
      const {flags} = await load()
      const names = Object.entries(flags).flatMap(([name, {char, aliases = []}]) => [
        name,
        ...aliases,
        ...(char ? [char] : []),
      ])
      assert.equal(new Set(names).size, names.length)
      for (const [name, {exclusive = [], dependsOn = [], exactlyOne = []}] of Object.entries(flags)) {
        for (const other of [...exclusive, ...dependsOn, ...exactlyOne])
          assert.ok(other in flags, `--${name}: ${other}`)
      }
    })

    test('says what it is, and what each flag and argument is, in ASCII', async () => {
      const {summary, description, flags, args} = await load()
      const texts = [summary, ...[...Object.values(flags), ...Object.values(args)].map((one) => one.description)]
      for (const text of texts) assert.match(text ?? '', /^[ -~]+[^.\s]$/)
      assert.match(description ?? '', /^[\n -~]*$/)
    })

    test('takes the rest of the words in its last argument only', async () => {
      const args = Object.values((await load()).args)
      assert.ok(args.slice(0, -1).every(({multiple}) => !multiple))
    })
  })
}
