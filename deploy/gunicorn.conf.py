"""What gunicorn takes from here where it is started in this folder; its command line and its environment go before."""

wsgi_app = "dashboard.wsgi:server()"
worker_class = "dashboard.web.worker.TimedWorker"
"""Forty sockets that ask and never read stop gunicorn's own workers."""
threads = 32
workers = 2
preload_app = True
"""The data are read once, before workers are forked."""
