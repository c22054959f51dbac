import {TemplateFault} from '../report/template-fault.ts'
import {ExpectedError} from './expected-error.ts'

/** Whatever is amiss with the user's template is the user's to mend. */
export async function asTemplateError<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof TemplateFault) throw new ExpectedError(error.message)
    throw error
  }
}
