import * as Flags from '@oclif/core/flags'
import {parseImagePattern} from '../manifests/image-pattern.ts'
import {parseReference} from '../reference/parse-reference.ts'
import {parseTimeout} from './duration.ts'
import {ExpectedError} from './expected-error.ts'
import {objectName} from './secret-name.ts'
import {namespaceName} from './target-flags.ts'

/** Each value is checked before anything is printed, so that what is printed can be applied; nothing asks a cluster. */

/** The namespace that is written into a manifest, which no kubeconfig is asked for. */
export const manifestNamespace = Flags.custom<string>({
  char: 'n',
  helpValue: '<name>',
  parse: async (text) => namespaceName(text),
})

export const serviceAccountFlag = Flags.custom<string>({
  helpValue: '<name>',
  parse: objectName('ServiceAccount'),
})

/** An image to run, as it stands in a Pod. */
export const imageFlag = Flags.custom<string>({
  helpValue: '<image>',
  parse: async (text) => {
    const parsed = parseReference(text)
    if (parsed.kind === 'reference') return text
    throw new ExpectedError(`it takes the name of an image: ${parsed.fault}`)
  },
})

/** Images by a pattern: the text and its expression. */
export const imagePatternFlag = Flags.custom<{readonly given: string; readonly regex: string}>({
  helpValue: '<pattern>',
  parse: async (text) => {
    const parsed = parseImagePattern(text)
    if (parsed.kind === 'pattern') return parsed
    throw new ExpectedError(`the pattern ${parsed.fault}`)
  },
})

/** Five fields or a word; whether each field makes sense is for the API server to say. */
export const scheduleFlag = Flags.custom<string>({
  helpValue: '<cron>',
  parse: async (text) => {
    if (
      /^(?:@(?:hourly|daily|midnight|weekly|monthly|yearly|annually)|[\d*/,A-Za-z?-]+(?: [\d*/,A-Za-z?-]+){4})$/.test(
        text,
      )
    ) {
      return text
    }
    throw new ExpectedError('it takes five fields as cron does, such as "0 */6 * * *", or a word such as @hourly')
  },
})

/** A duration that another command reads; the text stays as it is. */
export const durationFlag = Flags.custom<string>({
  helpValue: '<duration>',
  parse: async (text) => {
    if (parseTimeout(text) !== undefined) return text
    throw new ExpectedError('it takes a duration such as 30m or 6h')
  },
})

/** Text for a field of a cloud, such as an ARN: one word of ASCII. */
export const wordFlag = Flags.custom<string>({
  parse: async (text) => {
    if (/^[!-~]+$/.test(text)) return text
    throw new ExpectedError('it takes one word of ASCII')
  },
})
