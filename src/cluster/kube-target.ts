import type {Impersonation} from './impersonation.ts'
import type {KubeconfigEntry} from './kubeconfig.ts'

/** Which cluster, and as whom: kubectl's flags of the same names. */
export interface ClusterOptions {
  readonly kubeconfig?: string
  readonly context?: string
  readonly cluster?: string
  readonly user?: string
  readonly namespace?: string
  readonly as?: string
  readonly asGroups?: readonly string[]
  /** For each request; 0 or absent is without limit. */
  readonly requestTimeoutMs?: number
  /** Breaks off whatever is under way. */
  readonly signal?: AbortSignal
}

/** The server to ask and the user to ask as. */
export interface KubeTarget {
  /** The kubeconfig context; absent inside a cluster and where cluster and user were named instead. */
  readonly context?: string
  readonly namespace: string
  readonly server: URL
  readonly tls: ServerTrust
  /** `proxy-url` of the cluster: goes before the environment's. */
  readonly proxyUrl?: string
  readonly user: KubeUser
  readonly impersonation?: Impersonation
}

/** How the server's certificate is checked. */
export interface ServerTrust {
  /** Base64 of PEM; goes before the file. */
  readonly caData?: string
  readonly caFile?: string
  readonly skipsVerification: boolean
  readonly serverName?: string
}

/** A user of the kubeconfig. */
export interface KubeUser {
  /** As the kubeconfig calls it; inside a cluster, what it is. */
  readonly name: string
  readonly entry: KubeconfigEntry
}

/** A client certificate and its key: base64 of PEM, or files of PEM; data goes before files. */
export interface ClientCertificate {
  readonly certData?: string
  readonly certFile?: string
  readonly keyData?: string
  readonly keyFile?: string
}
