const axios = require('axios')
const qs = require('qs')

const api = axios.create({ baseURL: process.env.WIDGET_BASE })

async function open(accessToken, back) {
  const { data } = await api.post('/widget_session', { access_token: accessToken, client_id: ID, client_secret: SECRET })
  const params = {
    session_id: data.session_id,
    captive_mode: true,
    multiple_channels: true,
    redirect_uri: back,
  }
  return `${process.env.WIDGET_BASE}/widget/add_connection?${qs.stringify(params)}`
}

module.exports = { open }
