/* global $ */
$('#add').on('click', function () {
  var query = $.param({ session_id: window.session, captive_mode: true, redirect_uri: location.href })
  window.open(window.embed + '/widget/add_connection?' + query)
})

var oidc = { authority: 'https://auth.example.com', redirect_uri: location.origin + '/login', response_type: 'code' }
