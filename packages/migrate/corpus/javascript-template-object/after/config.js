const embed = process.env.EMBED

module.exports = {
  oauth: {
    url: 'https://auth.example.com/signin',
    redirect_uri: 'https://shop.example/login',
  },
  widget: {
    add: `${embed}/v2.1/widget/add_connection`,
    params: { captive_mode: true, redirect_uri: 'https://shop.example/done' },
  },
}
