import type {Diagnosis} from '../diagnosis.ts'
import {noCredentials} from './no-credentials.ts'
import {secretEmpty} from './secret-empty.ts'
import {secretKeyMismatch} from './secret-key-mismatch.ts'
import {secretMalformed} from './secret-malformed.ts'
import {secretMissing} from './secret-missing.ts'
import {secretWrongType} from './secret-wrong-type.ts'
import {serviceAccountAttachedLate} from './service-account-attached-late.ts'
import {serviceAccountOverridden} from './service-account-overridden.ts'

/** Every diagnosis there is, sorted by code. A retired code stays as a comment and is never used again. */
export const catalogue: readonly Diagnosis[] = [
  secretMissing,
  secretWrongType,
  secretMalformed,
  secretEmpty,
  noCredentials,
  secretKeyMismatch,
  serviceAccountAttachedLate,
  serviceAccountOverridden,
]
