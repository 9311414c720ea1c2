from django.urls import path

from . import views

urlpatterns = [
    path("widget/add_connection", views.add, name="add"),
    path("widget/terms", views.terms),
]
