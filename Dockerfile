# The program as it serves: docker build -t mnist-digit-reader . && docker run -p 8501:8501 mnist-digit-reader
FROM python:3.13-slim AS build
# hadolint ignore=DL3008
RUN apt-get update && apt-get install --yes --no-install-recommends binutils && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN sh deploy/container/install /app

FROM python:3.13-slim
LABEL org.opencontainers.image.title="MNIST digit reader" org.opencontainers.image.licenses="MIT"
# The one folder that is written to: uploads on their way, and the visit counter where no other is named.
RUN install --directory --owner=10001 --group=10001 /data
COPY --from=build /app /app
COPY deploy/container/secrets.toml /app/.streamlit/secrets.toml
COPY deploy/container/healthy /app/healthy
WORKDIR /app
ENV PATH="/app/venv/bin:$PATH" HOME=/data TMPDIR=/data PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 10001:10001
VOLUME /data
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["/app/healthy"]
CMD ["streamlit", "run", "streamlit_app.py", "--server.port=8501", "--server.headless=true"]
