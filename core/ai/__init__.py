"""The AI layer: one-method models that nest, prompts with understudies, and a guard over what they say."""
