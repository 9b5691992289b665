"""Two app servers over one PostgreSQL: what one shares the other shows, and one that is killed
loses nothing that it said was saved."""

from __future__ import annotations

import httpx2
import pytest

from tests.web.two_servers import bearer, make, saved_while_killed, two_servers

pytestmark = pytest.mark.postgres


@pytest.fixture
def servers(postgres, tmp_path):
    with postgres.database() as address, two_servers(tmp_path, address) as running:
        yield running


def test_shares_cross_servers_and_survive_a_kill(servers):
    one, other = servers
    made = make(one.address).json()
    headers = bearer(made["owner_token"])
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

    saved = saved_while_killed(one.address, one, made["owner_token"])
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
    assert make(other.address, made["owner_token"]).status_code == 201
