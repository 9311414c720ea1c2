Rails.application.routes.draw do
  get "/widget/add_connection", to: "bank#add"
  post "/widget_session", to: "bank#session"
end
