import type {ClauseRule} from './clause-rule.ts'

/** What the node's own disk says, through Go's `syscall` errors, in the words of every runtime. */
export const nodeStorage: readonly ClauseRule[] = [
  {
    clause:
      /^(?:no space left on device|disk quota exceeded|there is not enough space on the disk|failed to garbage collect required amount of images|.* free data blocks which is less than minimum required)/i,
    says: {at: 'unpack', fault: 'no-space'},
  },
  {
    clause:
      /^(?:read-only file system|input\/output error|structure needs cleaning|too many levels of symbolic links)/i,
    says: {at: 'unpack', fault: 'storage'},
  },
  // hcsshim where a layer is none of Windows, or a file of the store is gone
  {clause: /^hcsshim::(?:ProcessBaseLayer|ImportLayer)\b/, says: {at: 'unpack', fault: 'no-platform'}},
  // os.PathError and os.SyscallError: what was done, and to which of the runtime's own files.
  {
    clause:
      /^(?:(?:open|stat|lstat|readlink|mkdir|mknod|lchown|chown|link|symlink|rename|unlinkat|remove|setxattr|mount) [/\\].*|hcsshim::\S+.*|failed to (?:Lchown|convert whiteout).*)$/,
    says: {at: 'unpack', fault: 'storage'},
  },
  // containers/storage errors.go
  {
    clause: /^(?:layer not known|image not known|(?:error )?locating (?:item|image)|size for layer .* unknown)/i,
    says: {at: 'unpack', fault: 'storage'},
  },
  {
    clause:
      /^(?:invalid tar header|archive\/tar|gzip$|flate$|zlib$|zstd$|(?:un)?pigz$|invalid header|invalid checksum)/,
    says: {at: 'unpack', fault: 'digest-mismatch'},
  },
]
