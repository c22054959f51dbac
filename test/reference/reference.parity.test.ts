import {parseDockerName} from '../../src/reference/docker-name.ts'
import {
  isDigest,
  isDomain,
  isPath,
  isTag,
  matchReference,
  type ParsedParts,
  parseName,
  parseParts,
} from '../../src/reference/grammar.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'
import {manifestIdentifier, repositoryName} from '../../src/reference/reference.ts'
import {type Answer, testVectors} from './vectors.ts'

interface Input {
  readonly ref?: string
  readonly text?: string
  readonly name?: string
  readonly tag?: string
  readonly digest?: string
  readonly image?: string
  /** The digest algorithms of a program that knows fewer than the kubelet. */
  readonly registered?: readonly string[]
}

testVectors<Input>(
  'image-reference.json',
  {
    parse: ({ref = '', registered}) => (registered === undefined ? answer(parseParts(ref)) : undefined),
    parseNormalized: ({ref = '', registered}) => (registered === undefined ? answer(parseDockerName(ref)) : undefined),
    parseDockerRef({ref = ''}) {
      const parsed = parseReference(ref)
      if (parsed.kind === 'invalid') return fault(parsed.fault)
      const {reference} = parsed
      const mark = reference.digest === undefined ? ':' : '@'
      return {string: `${repositoryName(reference)}${mark}${manifestIdentifier(reference)}`}
    },
    withName({name = ''}) {
      const isName = parseName(name) !== undefined
      return isName ? answer(parseParts(name)) : fault('invalid reference format')
    },
    withTag({name = '', tag = '', digest = ''}) {
      return isTag(tag) ? {string: joined(name, tag, digest)} : fault('invalid tag format')
    },
    withDigest({name = '', tag = '', digest = ''}) {
      return isDigest(digest) ? {string: joined(name, tag, digest)} : fault('invalid digest format')
    },
    domainRegexp: ({text = ''}) => ({match: isDomain(text)}),
    nameRegexp({text = ''}) {
      const name = parseName(text)
      return {match: name !== undefined, subs: name && [name.domain, name.path]}
    },
    referenceRegexp({text = ''}) {
      const parts = matchReference(text)
      return {match: parts !== undefined, subs: parts && [nameOf(parts), parts.tag, parts.digest]}
    },
    identifierRegexp({text = ''}) {
      const parsed = parseDockerName(text)
      return {match: parsed.kind === 'fault' && parsed.fault.includes('cannot specify 64-byte hexadecimal strings')}
    },
    ociName: ({name = ''}) => ({valid: isPath(name)}),
    ociTag: ({tag = ''}) => ({valid: isTag(tag)}),
    kubeletParseImageName({image = ''}) {
      const parsed = parseReference(image)
      if (parsed.kind === 'invalid') return fault(`couldn't parse image name ${JSON.stringify(image)}: ${parsed.fault}`)
      const {tag = '', digest = ''} = parsed.reference
      return {repo: repositoryName(parsed.reference), tag, digest}
    },
    kubeletApplyDefaultTag({image = ''}) {
      const named = parseDockerName(image)
      if (named.kind === 'fault') return fault(named.fault)
      const isBare = named.parts.tag === '' && named.parts.digest === ''
      return {image: isBare ? `${image}:${tagOf(image)}` : image}
    },
  },
  {
    containerdMatchLocalhost: 'which hosts may be asked without TLS is decided in registry/',
    containerdReference: 'containerd reads its own names; it is given Docker’s normalised form',
    containerdScope: 'scopes are built in registry/',
    familiarMatch: 'no pattern is matched against images',
    ggcrPrivateAddress: 'go-containerregistry falls back to plain HTTP, the kubelet never',
    ggcrReference: 'go-containerregistry calls Docker Hub index.docker.io and refuses other names',
    ggcrRegistry: 'go-containerregistry calls Docker Hub index.docker.io and refuses other names',
    ggcrRepository: 'go-containerregistry calls Docker Hub index.docker.io and refuses other names',
    ggcrScheme: 'go-containerregistry falls back to plain HTTP, the kubelet never',
    kubeletTrimTagDigest: 'the kubelet’s record of images it has pulled is out of our sight',
    parseAnyReference: 'an image ID alone is a name that the kubelet refuses',
    parseNamed: 'no name is demanded to be canonical',
    sort: 'references are shown in the order of the Pods',
  },
)

function answer(parsed: ParsedParts): Answer {
  if (parsed.kind === 'fault') return fault(parsed.fault)
  const {tag, digest} = parsed.parts
  const name = nameOf(parsed.parts)
  return {...parsed.parts, name, string: joined(name, tag, digest)}
}

function nameOf({domain, path}: {readonly domain: string; readonly path: string}): string {
  return domain === '' ? path : `${domain}/${path}`
}

function joined(name: string, tag: string, digest: string): string {
  return `${name}${tag === '' ? '' : `:${tag}`}${digest === '' ? '' : `@${digest}`}`
}

/** The tag that is asked for. */
function tagOf(image: string): string | undefined {
  const parsed = parseReference(image)
  return parsed.kind === 'reference' ? parsed.reference.tag : undefined
}

function fault(errorText: string): Answer {
  return {error: true, errorText}
}
