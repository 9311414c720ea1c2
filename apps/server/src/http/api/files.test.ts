import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabases } from '../../../../../tests/support/databases.ts'
