/** One objection to one field: `field` and `body` are what the message prints, `FIELD: BODY`. */
export interface FieldError {
  readonly field: string
  readonly reason: 'FieldValueRequired' | 'FieldValueInvalid' | 'FieldValueForbidden' | 'FieldValueTooLong'
  readonly body: string
}

/** The four kinds of objection that are used here, worded as in apimachinery's `validation/field`. */
export const fieldError = {
  required(field: string, detail = ''): FieldError {
    return {field, reason: 'FieldValueRequired', body: detail === '' ? 'Required value' : `Required value: ${detail}`}
  },
  invalid(field: string, value: string, detail: string): FieldError {
    return {field, reason: 'FieldValueInvalid', body: `Invalid value: ${JSON.stringify(value)}: ${detail}`}
  },
  forbidden(field: string, detail: string): FieldError {
    return {field, reason: 'FieldValueForbidden', body: `Forbidden: ${detail}`}
  },
  tooLong(field: string, limit: number): FieldError {
    return {field, reason: 'FieldValueTooLong', body: `Too long: may not be more than ${limit} bytes`}
  },
}
