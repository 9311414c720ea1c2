// Builds the directory that a first start copies instead of initialising PostgreSQL. Its place is named by what went into
// it, which the store knows; the marker tells set-up, which may run on an older Node, when to ask again.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { buildTemplate } from '../apps/server/src/store/pglite/build-template.ts'
import { templateMarker } from './template-marker.mjs'

await buildTemplate()
mkdirSync(dirname(templateMarker), { recursive: true })
writeFileSync(templateMarker, '')
