"""A cold link to /strategy under ``streamlit run app.py`` lands here once and is led through the router; see ui/router.py."""

from ui.router import run_app

run_app()
