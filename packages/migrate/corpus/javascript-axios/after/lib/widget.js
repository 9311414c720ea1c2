const axios = require('axios')
const qs = require('qs')

const api = axios.create({ baseURL: process.env.WIDGET_BASE })

async function open(accessToken, back) {
  const { data } = await api.post('/v2.1/widget_session', { access_token: accessToken, client_id: ID, client_secret: SECRET })
  const params = {
    session_id: data.session_id,
    wait_sync_end: true,
    expected_account_types: 'ALL',
    redirect_url: back,
  }
  return `${process.env.WIDGET_BASE}/v2.1/widget/add_connection?${qs.stringify(params)}`
}

module.exports = { open }
