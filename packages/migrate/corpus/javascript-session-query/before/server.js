import express from 'express'

const app = express()
const WIDGET = process.env.WIDGET_URL

app.post('/widget_session', async (request, response) => {
  // Parameters on the session: captive_mode and redirect_uri are kept for all of its pages.
  const answer = await fetch(`${WIDGET}/widget_session?captive_mode=true&redirect_uri=${encodeURIComponent(request.body.back)}`, {
    method: 'POST',
    body: new URLSearchParams({ access_token: request.body.token, client_id: ID, client_secret: SECRET }),
  })
  response.json(await answer.json())
})
