import type {CommandLoader} from '../cli/program.ts'

/** Every command by its id; words are joined by colons. Loaded when called, so that none pays for another. */
export const commandList: Readonly<Record<string, CommandLoader>> = {
  advise: async () => (await import('./advise.ts')).Advise,
  attach: async () => (await import('./attach.ts')).Attach,
  create: async () => (await import('./create.ts')).Create,
  decode: async () => (await import('./decode.ts')).Decode,
  detach: async () => (await import('./detach.ts')).Detach,
  doctor: async () => (await import('./doctor.ts')).Doctor,
  explain: async () => (await import('./explain.ts')).Explain,
  generate: async () => (await import('./generate.ts')).Generate,
  'generate:admission-policy': async () => (await import('./generate/admission-policy.ts')).GenerateAdmissionPolicy,
  'generate:credential-provider': async () =>
    (await import('./generate/credential-provider.ts')).GenerateCredentialProvider,
  'generate:external-secret': async () => (await import('./generate/external-secret.ts')).GenerateExternalSecret,
  'generate:node-config': async () => (await import('./generate/node-config.ts')).GenerateNodeConfig,
  'generate:role': async () => (await import('./generate/role.ts')).GenerateRole,
  'generate:rotation': async () => (await import('./generate/rotation.ts')).GenerateRotation,
  'generate:workload-identity': async () => (await import('./generate/workload-identity.ts')).GenerateWorkloadIdentity,
  refresh: async () => (await import('./refresh.ts')).Refresh,
  verify: async () => (await import('./verify.ts')).Verify,
}
