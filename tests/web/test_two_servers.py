"""Two app servers over one PostgreSQL: what one shares the other shows, and one that is killed
loses nothing that it said was saved."""

from __future__ import annotations

import signal
import time
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest

from tests.web.processes import Process

pytestmark = pytest.mark.postgres

ARTICLE = (
    "The mayor of Puerto Azul said on Monday that 14 people were hurt in the storm. "
    "About 1,200 homes were damaged. Repairs will cost $3.5 million, she said."
)


@pytest.fixture
def servers(postgres, tmp_path):
    with postgres.database() as address:
        running = []
        try:
            for name in ("one", "other"):
                (tmp_path / name).mkdir()
                running.append(Process(tmp_path / name, DATABASE_URL=address))
            yield running
        finally:
            for server in running:
                server.end(signal.SIGKILL)


def make(server: Process, token: str = "", text: str = ARTICLE) -> httpx2.Response:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx2.post(
        f"{server.address}/api/briefs",
        json={"text": text, "length": "short"},
        headers=headers,
        timeout=300,
    )


def test_shares_cross_servers_and_survive_a_kill(servers):
    one, other = servers
    made = make(one).json()
    token = made["owner_token"]
    headers = {"Authorization": f"Bearer {token}"}
    title = made["brief"]["title"]["sides"]["es"]["text"]
    links = [
        httpx2.post(
            f"{one.address}/api/briefs/{made['id']}/links", json={}, headers=headers
        ).json()["id"]
        for _ in range(2)
    ]
    spanish = {"Accept-Language": "es"}
    for link in links:
        page = httpx2.get(f"{other.address}/b/{link}", headers=spanish)
        assert page.status_code == 200 and title[:20] in page.text

    def work(number: int) -> str | None:
        try:
            response = make(one, token, f"{ARTICLE} That was on day {number} of March.")
        except httpx2.HTTPError:
            return None
        return response.json()["id"] if response.status_code == 201 else None

    with ThreadPoolExecutor(6) as pool:
        jobs = [pool.submit(work, number) for number in range(1, 7)]
        while not any(job.done() for job in jobs):
            time.sleep(0.005)  # until one is saved, and others are at work and waiting
        one.end(signal.SIGKILL)
        saved = {job.result() for job in jobs} - {None}
    assert saved and len(saved) < 6

    listed = httpx2.get(f"{other.address}/api/briefs", headers=headers).json()["briefs"]
    found = {item["id"] for item in listed}
    assert found >= saved | {made["id"]}
    for id in found:
        response = httpx2.get(f"{other.address}/api/briefs/{id}", headers=headers)
        assert response.status_code == 200 and response.json()["brief"]["points"]

    address = f"{other.address}/api/briefs/{made['id']}/links/{links[0]}"
    assert httpx2.delete(address, headers=headers).status_code == 204
    assert httpx2.get(f"{other.address}/b/{links[0]}").status_code == 410
    assert httpx2.get(f"{other.address}/b/{links[1]}").status_code == 200
    assert make(other, token).status_code == 201
