// Our own server passes these on; their names are its business.
export const session = () => fetch('/widget_session', { method: 'POST' })
export const add = (id: string) => `/widget/add_connection?session_id=${id}`
export const backendAdd = (backendUrl: string) => `${backendUrl}/widget/add_connection`
