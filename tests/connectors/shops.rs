//! Clients of the three systems, as the tests set them up.

use serde_json::json;
use vitrine::commerce::client::Client;
use vitrine::commerce::systems::connect;

use crate::world::World;

pub const TOKEN: &str = "nxc_live_abc123";
pub const TENANT: &str = "3714240b-2e06-4c35-8856-ccc1c096323e";

pub fn nexus(world: &World) -> Client<World> {
    let config = json!({"url": "https://your-nexuscommerce.com/api", "token": TOKEN, "tenant": TENANT});
    connect(world.clone(), "nexus", &config.to_string()).unwrap()
}

pub fn tiendanube(world: &World) -> Client<World> {
    tiendanube_with(world, json!({}))
}

pub fn tiendanube_with(world: &World, more: serde_json::Value) -> Client<World> {
    let mut config = json!({"store": "123456", "token": TOKEN, "userAgent": "MyApp (name@email.com)"});
    config.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    connect(world.clone(), "tiendanube", &config.to_string()).unwrap()
}

pub fn customer(world: &World) -> Client<World> {
    let config = json!({"url": "https://theshopname.com", "clientId": "d194b033", "clientSecret": "164381f6"});
    connect(world.clone(), "customerApi", &config.to_string()).unwrap()
}
