import {sep} from 'node:path'
import {Sensitive} from '../credentials/sensitive.ts'
import type {ClusterHost, ExecOutcome} from './cluster-host.ts'
import {field, isJsonObject, listField, textField} from './json-field.ts'
import {KubeError} from './kube-error.ts'
import type {ClientCertificate, KubeTarget} from './kube-target.ts'
import {localPath} from './kubeconfig.ts'

/** What a login plugin has handed out. Kept in memory for the length of the call, nowhere else. */
export interface ExecCredential {
  readonly token?: Sensitive
  readonly certificate?: ClientCertificate
  /** Milliseconds since 1970. */
  readonly expiresAt?: number
}

const versions = ['client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1']

/** Runs the plugin of a kubeconfig user (Kubernetes: "client-go credential plugins") and reads what it hands out. */
export async function runExecPlugin(target: KubeTarget, host: ClusterHost): Promise<ExecCredential> {
  const {entry, name} = target.user
  const plugin = field(entry.value, 'exec')
  const command = textField(plugin, 'command')
  const apiVersion = textField(plugin, 'apiVersion')
  if (command === undefined) throw fault(name, 'no command')
  if (apiVersion === undefined || !versions.includes(apiVersion)) throw fault(name, `no apiVersion that kubectl knows`)
  const asks = mayAsk(plugin, command, apiVersion, host.canAsk)
  const outcome = await host.exec({
    // A name is looked for on PATH; a path is relative to the kubeconfig, not to where we are.
    command: command.includes(sep) ? localPath(command, entry) : command,
    args: listField(plugin, 'args').filter((argument) => typeof argument === 'string'),
    env: {
      ...host.env,
      ...ownEnvironment(plugin),
      KUBERNETES_EXEC_INFO: JSON.stringify(execInfo(target, apiVersion, asks)),
    },
    asks,
  })
  return readCredential(stdoutOf(outcome, command, textField(plugin, 'installHint')), command, apiVersion)
}

function fault(user: string, what: string): KubeError {
  return new KubeError('kubeconfig-invalid', `the plugin (exec) of user "${user}" has ${what}`)
}

function mayAsk(plugin: unknown, command: string, apiVersion: string, canAsk: boolean): boolean {
  const mode = textField(plugin, 'interactiveMode')
  if (mode === undefined && apiVersion === versions[0]) {
    throw new KubeError(
      'kubeconfig-invalid',
      `the plugin "${command}" has no interactiveMode, which ${apiVersion} asks for`,
    )
  }
  if (mode === 'Always' && !canAsk) {
    throw new KubeError('credential', `the plugin "${command}" asks questions, and standard input is not a terminal`)
  }
  return mode !== 'Never' && canAsk
}

function ownEnvironment(plugin: unknown): Record<string, string> {
  return Object.fromEntries(
    listField(plugin, 'env').flatMap((variable) => {
      const name = textField(variable, 'name')
      return name === undefined ? [] : [[name, textField(variable, 'value') ?? '']]
    }),
  )
}

/** `ExecCredential` as input (`spec`), with the cluster where the plugin asks for it. */
function execInfo({server, tls, proxyUrl, user}: KubeTarget, apiVersion: string, interactive: boolean): object {
  const asksForCluster = field(user.entry.value, 'exec', 'provideClusterInfo') === true
  const cluster = {
    server: server.href.replace(/\/$/, ''),
    ...(tls.serverName !== undefined && {'tls-server-name': tls.serverName}),
    ...(tls.skipsVerification && {'insecure-skip-tls-verify': true}),
    ...(tls.caData !== undefined && {'certificate-authority-data': tls.caData}),
    ...(proxyUrl !== undefined && {'proxy-url': proxyUrl}),
  }
  return {kind: 'ExecCredential', apiVersion, spec: {...(asksForCluster && {cluster}), interactive}}
}

function stdoutOf(outcome: ExecOutcome, command: string, installHint: string | undefined): string {
  const nextSteps = installHint === undefined ? [] : [installHint.trim()]
  switch (outcome.kind) {
    case 'exited':
      if (outcome.exitCode === 0) return outcome.stdout
      throw new KubeError('credential', `the plugin "${command}" failed with exit code ${outcome.exitCode}`, {
        nextSteps: [`See what it wrote above; it logs you in to the cluster.`],
      })
    case 'killed':
      throw new KubeError('credential', `the plugin "${command}" was ended by ${outcome.signal}`)
    case 'failed': {
      const why = outcome.code === 'ENOENT' ? 'is not installed' : `cannot be run (${outcome.code})`
      throw new KubeError('credential', `the plugin "${command}", which logs in to the cluster, ${why}`, {
        code: outcome.code,
        nextSteps,
      })
    }
  }
}

/** Nothing of the output is quoted: it is a credential. */
function readCredential(stdout: string, command: string, apiVersion: string): ExecCredential {
  const value = parseOutput(stdout)
  if (!isJsonObject(value) || field(value, 'kind') !== 'ExecCredential') {
    throw new KubeError('credential', `the plugin "${command}" wrote no ExecCredential on stdout`)
  }
  if (field(value, 'apiVersion') !== apiVersion) {
    throw new KubeError('credential', `the plugin "${command}" answered in another version than ${apiVersion}`)
  }
  const status = field(value, 'status')
  const token = textField(status, 'token')
  const certificate = textField(status, 'clientCertificateData')
  const key = textField(status, 'clientKeyData')
  if ((certificate === undefined) !== (key === undefined) || (token === undefined && certificate === undefined)) {
    throw new KubeError(
      'credential',
      `the plugin "${command}" handed out neither a token nor a certificate with its key`,
    )
  }
  const expiresAt = Date.parse(textField(status, 'expirationTimestamp') ?? '')
  return {
    ...(token !== undefined && {token: new Sensitive(token)}),
    ...(certificate !== undefined && key !== undefined && {certificate: pem(certificate, key)}),
    ...(Number.isNaN(expiresAt) ? {} : {expiresAt}),
  }
}

function parseOutput(stdout: string): unknown {
  try {
    return JSON.parse(stdout)
  } catch {
    return undefined
  }
}

/** The plugin hands out PEM itself, the kubeconfig base64 of it. */
function pem(certificate: string, key: string): ClientCertificate {
  return {certData: Buffer.from(certificate).toString('base64'), keyData: Buffer.from(key).toString('base64')}
}
