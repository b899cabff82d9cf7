"""A cold link to /settings under ``streamlit run app.py`` starts here; ``ui/router.py`` says why."""

from ui.router import run_app

run_app()
