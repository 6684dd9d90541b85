from django.urls import URLPattern, URLResolver

app_name = "respondents"
urlpatterns: list[URLPattern | URLResolver] = []
