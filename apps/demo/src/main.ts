// The demo in a process of its own, against any Raccord: RACCORD_URL, CLIENT_ID, CLIENT_SECRET, PORT.
import { buildDemo } from './build-demo.ts'

const { RACCORD_URL = 'http://127.0.0.1:4400', CLIENT_ID = 'sandbox', PORT = '4402', ...env } = process.env
const settings = {
  url: RACCORD_URL,
  clientId: CLIENT_ID,
  clientSecret: env['CLIENT_SECRET'] ?? 'sandbox-secret',
}
const app = await buildDemo({ raccord: () => settings })
console.log(`Demo: ${await app.listen({ port: Number(PORT) })}/demo`)
