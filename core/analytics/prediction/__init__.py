"""Where a post will probably stand among an account's own posts, why, and how sure that is.

Importable without the app: ``fit(history).score(post)``. Pure numpy; ``data/prior.json`` is read when first needed.
"""

from core.analytics.prediction.facts import PostFacts
from core.analytics.prediction.predictor import NO_HISTORY, Prediction, Predictor, Reason, fit

__all__ = ["NO_HISTORY", "PostFacts", "Prediction", "Predictor", "Reason", "fit"]
