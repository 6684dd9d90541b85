"""What the web server loads: the application, with its services running."""

import os

from django.core.wsgi import get_wsgi_application

from config.services import start_embedded_services
from config.supervisor import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

end_with_parent()  # a server that is killed leaves no process behind that answers in its place
start_embedded_services()
application = get_wsgi_application()
