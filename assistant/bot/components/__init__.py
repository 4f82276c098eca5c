"""Parts of the pipeline that are not in Rasa; ``config.yml`` names them."""
