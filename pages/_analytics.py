"""A cold link to /analytics under ``streamlit run app.py`` starts here; ``ui/router.py`` says why."""

from ui.router import run_app

run_app()
