import { environment } from './environment'

const headers = () => ({ Authorization: `Bearer ${localStorage.getItem('access_token')}` })

// Our own server opens the session; its address only looks the same.
export const openSession = () => fetch(`${environment.apiUrl}/widget_session`, { method: 'POST', headers: headers() })

export const addLink = async () =>
  (await fetch(`${environment.apiUrl}/widget/add_connection`, { headers: { Authorization: 'Bearer x' } })).json()
