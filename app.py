"""Puente in one process: the Streamlit pages, the share pages and the HTTP API.

``streamlit run app.py`` starts it; any ASGI server can serve ``app:app``.
"""

import sys

import streamlit as st

from summarizer import settings
from summarizer.errors import SettingsError
from summarizer.web import server

try:
    parts = server.Server(settings.load())
except SettingsError as error:
    sys.exit(f"puente: {error}")

# `streamlit run` looks for this very call in the text of the file.
app = st.App(
    server.SCRIPT, routes=parts.routes, lifespan=parts.lifespan, middleware=parts.middleware
)
