import {providerOf} from './catalogue.ts'
import type {HostPart} from './provider.ts'

/** A part in which two registries of one product differ. */
export interface PartDifference {
  readonly name: HostPart['name']
  readonly one: string
  readonly other: string
}

/**
 * In what do two registries of one product differ? A login for one region or account is none for another, though the
 * product is the same. Empty where they are of different products or the product's hosts have no parts.
 */
export function hostDifference(one: string, other: string): readonly PartDifference[] {
  const provider = providerOf(one)
  if (providerOf(other) !== provider) return []
  const others = provider.parts?.(other) ?? []
  return (provider.parts?.(one) ?? []).flatMap(({name, value}) => {
    const there = others.find((part) => part.name === name)?.value
    return there === undefined || there === value ? [] : [{name, one: value, other: there}]
  })
}
