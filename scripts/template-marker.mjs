import { join } from 'node:path'
import { root } from './root.mjs'

/** A file as old as the last build of the embedded database's template. */
export const templateMarker = join(root, 'node_modules', '.cache', 'raccord', 'template-built')
