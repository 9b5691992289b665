"""Outgrowing one machine: the models as Ray Serve deployments, and batches on a Ray cluster.

:mod:`~summarizer.serving.deployments` runs the models behind HTTP; app servers reach them by
the setting ``PUENTE_SERVING_URL`` and need no Ray. :mod:`~summarizer.serving.many` runs the pipeline
over many articles through Ray Data. Ray is in ``requirements-ray.txt`` and is imported only here.
"""
