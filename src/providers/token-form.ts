import type {Jwt} from './jwt.ts'
import type {Token} from './provider.ts'

/** Who makes tokens of this form, where the form tells. */
export type Vendor =
  | 'aws'
  | 'docker'
  | 'github'
  | 'gitlab'
  | 'google'
  | 'jfrog'
  | 'kubernetes'
  | 'microsoft'
  | 'nvidia'
  | 'red-hat'
  | 'unknown'

/** A password that is recognised by its form alone, whatever the registry it is kept for. */
export interface TokenForm extends Token {
  readonly vendor: Vendor
  /** Pulls no image anywhere: made for another purpose. */
  readonly isUseless?: true
  /** What a JSON Web Token says of itself. */
  readonly jwt?: Jwt
}
