const pages = ['add_connection', 'manage_accounts']
const root = process.env.EMBED + '/widget'

exports.links = (id) => pages.map((page) => [root, page].join('/') + '?session_id=' + id)
