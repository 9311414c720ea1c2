import express from 'express'

const embed = process.env.EMBED
const app = express()

// Our own page still calls it captive_mode; what we send is another matter.
app.get('/start', (request, response) => {
  const wait = request.query.captive_mode === 'true'
  const query = new URLSearchParams({ session_id: request.session.bank })
  if (wait) query.set('captive_mode', 'true')
  response.redirect(`${embed}/widget/add_connection?${query}`)
})

export const startLink = (wait) => `/start?captive_mode=${wait}&redirect_uri=${encodeURIComponent('/done')}`

export function test(client) {
  return client.get('/start', { params: { captive_mode: true, redirect_uri: '/done' } })
}
